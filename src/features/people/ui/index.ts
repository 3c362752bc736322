export { PersonActions } from "./PersonActions.tsx";
