/** The fields that were sent with a value: null where nothing can be emptied means the same as leaving it out. */
export function given<T extends object>(input: T): { [Name in keyof T]?: NonNullable<T[Name]> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [Name in keyof T]?: NonNullable<T[Name]> };
}
