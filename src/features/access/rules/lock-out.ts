/** How many wrong attempts in a row are free, and how the wait grows afterwards. Seconds. */
export interface LockOut {
  readonly free: number;
  readonly firstWait: number;
  readonly longestWait: number;
  /** After so long without an attempt the count begins anew. */
  readonly forgets: number;
}

/**
 * One account from browsers that never signed in to it. The wait stays short enough that nobody is locked out for good
 * by somebody else, and long enough that guessing leads nowhere: at most a hundred a day.
 */
export const accountLockOut: LockOut = { free: 5, firstWait: 15, longestWait: 900, forgets: 86_400 };

/** One network address, whatever the accounts: an office may share it, so it takes more and forgets sooner. */
export const addressLockOut: LockOut = { free: 10, firstWait: 30, longestWait: 900, forgets: 3600 };

/**
 * A browser that signed in to the account before (OWASP: device cookies). It has a count of its own, so that strangers'
 * attempts never bar the owner at their own desk.
 */
export const deviceLockOut: LockOut = { free: 5, firstWait: 15, longestWait: 900, forgets: 86_400 };

/** Codes of the second factor of one user: a million codes, three of them right at any time. */
export const codeLockOut: LockOut = { free: 5, firstWait: 30, longestWait: 3600, forgets: 86_400 };

/** The current password, asked of somebody who is signed in. */
export const ownPasswordLockOut: LockOut = { free: 5, firstWait: 15, longestWait: 900, forgets: 86_400 };

/** Links to set a new password, to one address or asked for from one. */
export const resetLockOut: LockOut = { free: 5, firstWait: 300, longestWait: 3600, forgets: 3600 };
