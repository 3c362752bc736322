/** A statement or a piece of one: text with $1… and the values that go with it. Build it with the `sql` tag only. */
export interface Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Name of a prepared statement; the same name must always carry the same text. */
  readonly name?: string;
  readonly [piecesKey]: readonly string[];
}

const piecesKey: unique symbol = Symbol("pieces");

/**
 * Tagged SQL. Every `${value}` is bound, never spliced; a `${fragment}` made by this tag is nested with its own values.
 * @example tx.query(sql`select id from unit where parent_id = ${parent} and ${condition}`)
 */
export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const pieces: string[] = [strings[0] ?? ""];
  const bound: unknown[] = [];
  values.forEach((value, index) => {
    const after = strings[index + 1] ?? "";
    if (isSql(value)) {
      appendFragment(pieces, bound, value);
      pieces[pieces.length - 1] += after;
    } else {
      if (value === undefined) throw undefinedAfter(pieces);
      bound.push(value);
      pieces.push(after);
    }
  });
  return createSql(pieces, bound);
}

/** Fragments one after the other with a separator, ", " when left out. An empty list gives an empty fragment. */
sql.join = function join(fragments: readonly Sql[], separator = ", "): Sql {
  const pieces = [""];
  const bound: unknown[] = [];
  fragments.forEach((fragment, index) => {
    if (index > 0) pieces[pieces.length - 1] += separator;
    appendFragment(pieces, bound, fragment);
  });
  return createSql(pieces, bound);
};

/** A quoted identifier: table, column, schema or a dotted path of them. */
sql.identifier = function identifier(...path: readonly string[]): Sql {
  return createSql([path.map((part) => `"${part.replaceAll('"', '""')}"`).join(".")], []);
};

/** A value bound as JSON text, also when it is an array (which the driver would send as a Postgres array). */
sql.json = function json(value: unknown): Sql {
  return sql`${JSON.stringify(value)}::jsonb`;
};

/** The fragment of nothing. */
sql.empty = createSql([""], []);

/** Marks a statement to be prepared once per connection under this name. Only for texts that never vary. */
sql.prepared = function prepared(name: string, statement: Sql): Sql {
  return { ...statement, name };
};

function appendFragment(pieces: string[], bound: unknown[], fragment: Sql): void {
  const [first = "", ...rest] = fragment[piecesKey];
  pieces[pieces.length - 1] += first;
  pieces.push(...rest);
  bound.push(...fragment.values);
}

function createSql(pieces: readonly string[], values: readonly unknown[]): Sql {
  const text = pieces.reduce((all, piece, index) => `${all}$${index}${piece}`);
  return { text, values, [piecesKey]: pieces };
}

function undefinedAfter(pieces: readonly string[]): TypeError {
  return new TypeError(`The value after «${pieces.at(-1)?.slice(-40)}» is undefined. Use null for SQL null.`);
}

function isSql(value: unknown): value is Sql {
  return typeof value === "object" && value !== null && piecesKey in value;
}
