/** A system user and group, by number. */
export type SystemUser = { readonly uid?: number | undefined; readonly gid?: number | undefined };

/**
 * Becomes another user for good, where one is named and this one may: the group first, and no other group is kept. Throws
 * when it is refused.
 */
export function dropPrivileges({ uid, gid }: SystemUser): void {
  const { setgroups, setgid, setuid } = process;
  if (!setgroups || !setgid || !setuid || process.getuid?.() !== 0) return;
  if (gid !== undefined) {
    setgroups([gid]);
    setgid(gid);
  }
  if (uid !== undefined) setuid(uid);
}
