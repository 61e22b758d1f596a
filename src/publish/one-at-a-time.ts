/**
 * Runs a task for a name one at a time. Calls that come while it runs share one further run, begun afterwards, so
 * that whatever they follow is seen by it.
 */
export function oneAtATime(run: (name: string) => Promise<void>): (name: string) => Promise<void> {
  const running = new Map<string, { readonly current: Promise<void>; next: Promise<void> | undefined }>();
  return function ask(name: string): Promise<void> {
    const entry = running.get(name);
    if (entry === undefined) {
      const current = run(name).finally(() => running.delete(name));
      running.set(name, { current, next: undefined });
      return current;
    }
    entry.next ??= entry.current.then(
      () => ask(name),
      () => ask(name),
    );
    return entry.next;
  };
}
