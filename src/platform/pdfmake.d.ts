/** The part of pdfmake that is used here; the types that others publish for it would bring the DOM into the server. */
declare module "pdfmake" {
  export type Margin = readonly [number, number, number, number];

  export interface Style {
    readonly fontSize?: number;
    readonly bold?: boolean;
    readonly color?: string;
    readonly font?: string;
    readonly lineHeight?: number;
    readonly alignment?: "left" | "right";
    readonly margin?: Margin;
    readonly headlineLevel?: number;
  }

  export type Shape =
    | {
        readonly type: "line";
        readonly x1: number;
        readonly x2: number;
        readonly y1: number;
        readonly y2: number;
        readonly lineWidth: number;
        readonly lineColor: string;
      }
    | {
        readonly type: "ellipse";
        readonly x: number;
        readonly y: number;
        readonly r1: number;
        readonly r2: number;
        readonly color: string;
      };

  export interface Layout {
    readonly hLineWidth: (row: number) => number;
    readonly vLineWidth: () => number;
    readonly hLineColor: () => string;
    readonly paddingLeft: () => number;
    readonly paddingRight: () => number;
    readonly paddingTop: () => number;
    readonly paddingBottom: () => number;
  }

  export type Content =
    | string
    | (Style & { readonly text: string | readonly Content[] })
    | (Style & { readonly stack: readonly Content[]; readonly unbreakable?: boolean })
    | (Style & { readonly columns: readonly Content[] })
    | (Style & { readonly canvas: readonly Shape[] })
    | (Style & { readonly svg: string; readonly width: number })
    | (Style & {
        readonly table: {
          readonly widths: readonly (number | string)[];
          readonly body: readonly (readonly Content[])[];
          readonly headerRows?: number;
          readonly dontBreakRows?: boolean;
        };
        readonly layout: Layout;
      });

  export interface Definition {
    readonly pageSize: "A4";
    readonly pageMargins: Margin;
    readonly info: { readonly title: string; readonly creationDate: Date };
    readonly defaultStyle: Style;
    readonly content: readonly Content[];
    readonly footer: (page: number, of: number) => Content;
    readonly pageBreakBefore: (
      node: { readonly headlineLevel?: number },
      about: { readonly getFollowingNodesOnPage: () => readonly unknown[] },
    ) => boolean;
  }

  export type Fonts = Readonly<Record<string, Readonly<Record<"normal" | "bold" | "italics" | "bolditalics", string>>>>;

  const pdfmake: {
    readonly addFonts: (fonts: Fonts) => void;
    readonly setUrlAccessPolicy: (mayLoad: (url: string) => boolean) => void;
    readonly setLocalAccessPolicy: (mayRead: (path: string) => boolean) => void;
    readonly createPdf: (definition: Definition) => { readonly getBuffer: () => Promise<Buffer> };
  };
  export default pdfmake;
}
