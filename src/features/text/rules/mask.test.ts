import assert from "node:assert/strict";
import { describe, it } from "node:test";

import fc from "fast-check";

import { maskPersonalData } from "./mask.ts";

/** Sentences made up for this test, with what must be gone. */
const secrets: readonly (readonly [string, ...string[]])[] = [
  ["Меня обслуживала менеджер Олена, спасибо!", "Олена"],
  ["Ms Smith was rude, but agent Jessica Brown helped", "Smith", "Jessica", "Brown"],
  ["Мене звати Петренко Олена Іванівна", "Петренко", "Олена", "Іванівна"],
  ["Иванов Иван Иванович обманул меня", "Иванов", "Иван", "Иванович"],
  ["Спасибо сергею и наталье", "сергею", "наталье"],
  ["Роман Коваленко все решил", "Роман", "Коваленко"],
  ["Дякую пані Сороці за допомогу", "Сороці"],
  ["Сотрудница Гульнара помогла", "Гульнара"],
  ["Водитель Ковальчук А.В. опоздал", "Ковальчук"],
  ["И. И. Сидоров хамил", "Сидоров"],
  ["Звоните +380 67 123-45-67 или 8 (916) 123 45 67", "123-45-67", "123 45 67", "916", "67 123"],
  ["мой номер 0501234567", "0501234567"],
  ["call me at (555) 123-4567 or +1 555 123 4567", "123-4567", "123 4567"],
  ["карта 4111 1111 1111 1111 заблокирована", "4111", "1111"],
  ["карта 5500-0000-0000-0004", "5500"],
  ["карта 4441****1234", "1234"],
  ["IBAN UA213223130000026007233566001", "UA21", "3566001"],
  ["мій рахунок DE89 3704 0044 0532 0130 00", "DE89", "0532"],
  ["пишите на ivan.petrov@example.com", "ivan", "example"],
  ["заказ №12345678 не пришел", "12345678"],
  ["Номер договора: AB-123456", "123456"],
  ["order 998877665 never came, ticket #A-12345", "998877665", "A-12345"],
  ["лицевой счет 1234567", "1234567"],
  ["паспорт серия 4510 123456, ИНН 7707083893", "4510", "123456", "7707083893"],
  ["https://example.com/reset?token=abcdef", "abcdef"],
  ["ул. Ленина, д. 5 кв 12", "Ленина", "12"],
  ["пишіть у телеграм @olena_k", "olena_k"],
];

const ordinary = [
  "жду 40 минут, уже третий день",
  "поддержка 24/7, но не отвечают",
  "заплатил 1 500 грн и ещё 15000 рублей",
  "с 12.05.2024 по 14.05.2024 в 10:30",
  "iPhone 15 Pro Max 256GB за 49999",
  "скорость 100 Мбит/с вместо 500",
  "оценка 10/10, рекомендую на 100%",
  "flight 1234 was 3 hours late, seat 22A",
  "Надежда умирает последней",
  "света нет третий день",
  "Вера в этот банк пропала",
  "Will you help? May I have a seat?",
  "Оператор Билайн не отвечает",
  "Менеджер Сбербанка грубил",
  "Новая почта задержала посылку",
  "see https://rozetka.com.ua/",
  "заказ пришел через 5 дней",
  "Оплатил счет 5 числа",
  "Любовь к клиентам чувствуется",
];

describe("masking", () => {
  for (const [text, ...gone] of secrets) {
    it(`hides ${gone.join(", ")} in “${text}”`, () => {
      const masked = maskPersonalData(text);
      for (const secret of gone) assert.ok(!masked.text.includes(secret), masked.text);
      assert.ok(Object.keys(masked.found).length > 0);
    });
  }

  for (const text of ordinary) {
    it(`leaves “${text}” as it is`, () => {
      assert.deepEqual(maskPersonalData(text), { text, found: {} });
    });
  }

  it("says what it found, and puts a readable placeholder in its place", () => {
    assert.deepEqual(maskPersonalData("Пишите Анне Павловне на a@b.com"), {
      text: "Пишите [name] на [email]",
      found: { name: 1, email: 1 },
    });
  });

  it("finds each of many phones, cards and e-mails made at random", () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const phone = fc.array(digit, { minLength: 7, maxLength: 7 }).map((digits) => `+38067${digits.join("")}`);
    fc.assert(
      fc.property(phone, (number) => {
        assert.ok(!maskPersonalData(`мой номер ${number}, жду`).text.includes(number));
      }),
    );
  });

  it("changes nothing when it runs again", () => {
    for (const [text] of secrets) {
      const once = maskPersonalData(text).text;
      assert.equal(maskPersonalData(once).text, once);
    }
  });

  it("takes a million characters of anything in linear time", () => {
    for (const piece of ["1 ", "a@", "Иван ", "заказ ", "паспорт 1", "http://a.b/", "ул. А", "+3 ", "(1", "UA12 "]) {
      const started = performance.now();
      maskPersonalData(piece.repeat(1_000_000 / piece.length));
      assert.ok(performance.now() - started < 3000, piece);
    }
  });
});
