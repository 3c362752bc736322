/** A post: unit and position from a day on, until the day before `to`. Days are `YYYY-MM-DD`. */
export interface Post {
  readonly from: string;
  /** First day on which it no longer holds. */
  readonly to: string;
  readonly unitId: string | null;
  readonly position: string;
}

/** Stands for always, and for no end. */
export const [always, never] = ["0001-01-01", "9999-12-31"] as const;

/** The post held on a day; of somebody who has left, or has not begun, undefined. Posts are in order. */
export function postOn(posts: readonly Post[], day: string): Post | undefined {
  return posts.find(({ from, to }) => from <= day && day < to);
}

/** The post held on a day, else the last one before it, else the first one to come. */
export function postAround(posts: readonly Post[], day: string): Post | undefined {
  return postOn(posts, day) ?? posts.findLast(({ to }) => to <= day) ?? posts[0];
}

/**
 * The posts after another one begins: what was before that day stays, what would come later gives way. The same post as
 * the one already held changes nothing.
 */
export function withPost(posts: readonly Post[], post: Omit<Post, "to">): readonly Post[] {
  const held = postOn(posts, post.from);
  const later = posts.some(({ from }) => from > post.from);
  if (held !== undefined && !later && isSame(held, post)) return posts;
  const before = posts
    .filter(({ from }) => from < post.from)
    .map((one) => (one.to > post.from ? { ...one, to: post.from } : one));
  const last = before.at(-1);
  if (last !== undefined && last.to === post.from && isSame(last, post))
    return [...before.slice(0, -1), { ...last, to: never }];
  return [...before, { ...post, to: never }];
}

function isSame(one: Pick<Post, "unitId" | "position">, other: Pick<Post, "unitId" | "position">): boolean {
  return one.unitId === other.unitId && one.position === other.position;
}
