import type { Config } from "#platform/config";
import type { MailMessage } from "#platform/mail";

type Letter = Pick<MailMessage, "subject" | "text">;

/** Where links in mails lead: a mail is read on another machine, so HOLOS_PUBLIC_URL should be set. */
export function mailBase({ publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">): string {
  return publicUrl ?? `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;
}

interface InvitationWords {
  readonly link: string;
  readonly invitedBy: string | null;
  /** Last day on which the link opens, in the reader's way of writing it. */
  readonly until: string;
}

/** Asks somebody in. */
export function invitationMail(language: string, { link, invitedBy, until }: InvitationWords): Letter {
  const who = invitedBy === null ? undefined : invitedBy.replaceAll(/\s+/g, " ");
  const texts: Readonly<Record<string, Letter>> = {
    en: {
      subject: "Your invitation to Holos",
      text: `Hello,

${who === undefined ? "you are invited" : `${who} invites you`} to Holos, where your organisation listens to its customers and employees.

Set your name and password here:
${link}

The link works once, until ${until}. If you did not expect this mail, leave it: nothing happens without you.`,
    },
    ru: {
      subject: "Приглашение в Holos",
      text: `Здравствуйте!

${who === undefined ? "Вас приглашают" : `${who} приглашает вас`} в Holos — место, где ваша организация слышит клиентов и сотрудников.

Укажите имя и пароль по этой ссылке:
${link}

Ссылка сработает один раз, до ${until}. Если вы не ждали этого письма, просто оставьте его: без вас ничего не произойдёт.`,
    },
    uk: {
      subject: "Запрошення до Holos",
      text: `Вітаємо!

${who === undefined ? "Вас запрошують" : `${who} запрошує вас`} до Holos — місця, де ваша організація чує клієнтів і працівників.

Вкажіть ім’я та пароль за цим посиланням:
${link}

Посилання спрацює один раз, до ${until}. Якщо ви не чекали на цей лист, просто залиште його: без вас нічого не станеться.`,
    },
  };
  return inLanguage(texts, language);
}

/** Brings the link to set a new password. */
export function resetMail(language: string, { name, link }: { readonly name: string; readonly link: string }): Letter {
  const texts: Readonly<Record<string, Letter>> = {
    en: {
      subject: "New password for Holos",
      text: `Hello ${name},

somebody, probably you, asked for a new password. Set it here within an hour:
${link}

The link works once. If it was not you, leave this mail: your password stays as it is.`,
    },
    ru: {
      subject: "Новый пароль для Holos",
      text: `Здравствуйте, ${name}!

Кто-то, скорее всего вы, попросил новый пароль. Задайте его здесь в течение часа:
${link}

Ссылка сработает один раз. Если это были не вы, оставьте письмо: пароль останется прежним.`,
    },
    uk: {
      subject: "Новий пароль для Holos",
      text: `Вітаємо, ${name}!

Хтось, найімовірніше ви, попросив новий пароль. Задайте його тут протягом години:
${link}

Посилання спрацює один раз. Якщо це були не ви, залиште лист: пароль лишиться попереднім.`,
    },
  };
  return inLanguage(texts, language);
}

/** Shows that mail works. */
export function testMail(language: string): Letter {
  const texts: Readonly<Record<string, Letter>> = {
    en: {
      subject: "Holos can send mail",
      text: "This mail was sent from the settings to see whether mail works. It does.",
    },
    ru: {
      subject: "Holos отправляет почту",
      text: "Это письмо отправили из настроек, чтобы проверить почту. Она работает.",
    },
    uk: {
      subject: "Holos надсилає пошту",
      text: "Цей лист надіслали з налаштувань, щоб перевірити пошту. Вона працює.",
    },
  };
  return inLanguage(texts, language);
}

function inLanguage(texts: Readonly<Record<string, Letter>>, language: string): Letter {
  return texts[language] ?? texts["en"] ?? { subject: "", text: "" };
}
