import type { Draw } from "../random.ts";

/** Given names with the form a surname takes beside them. Everyday names; together with the surnames nobody real is meant. */
const women = ["Olena", "Iryna", "Natalia", "Svitlana", "Oksana", "Maryna", "Yulia", "Daria", "Kateryna", "Halyna", "Anna", "Sofia", "Aigerim", "Dana", "Zarina", "Agnieszka", "Magda", "Ewa"] as const;
const men = ["Andrii", "Oleh", "Serhii", "Maksym", "Dmytro", "Ihor", "Taras", "Viktor", "Bohdan", "Yurii", "Artem", "Pavlo", "Nurlan", "Timur", "Daniyar", "Piotr", "Marek", "Tomasz"] as const;
const surnames = ["Bondarenko", "Shevchuk", "Kravchenko", "Melnyk", "Tkachenko", "Savchuk", "Petrenko", "Moroz", "Lysenko", "Koval", "Hnatiuk", "Rudenko", "Kim", "Omar", "Bekova", "Nowak", "Zielna", "Wrona", "Lebid", "Hryts", "Onyshko", "Zabava", "Palii", "Vovk", "Horobets", "Chub", "Sydor", "Kit", "Derkach", "Holub", "Bilyk", "Stets", "Yavir", "Klen", "Dub", "Verba", "Zoria", "Krynytsia", "Stepova", "Luhova"] as const;

/** A person's name as the directory writes it. */
export function nameOf(draw: Draw): string {
  const given = draw.chance(0.55) ? draw.pick(women) : draw.pick(men);
  return `${given} ${draw.pick(surnames)}`;
}
