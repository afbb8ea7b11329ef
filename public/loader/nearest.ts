/** Which of the names was probably meant: the one with the most pairs of letters in common. */
export function nearest(given: string, names: string[]): string {
  const likeness = (name: string) =>
    [...name].filter((letter, at) => given.includes(letter + (name[at + 1] ?? ''))).length /
    (name.length + given.length);
  return names.sort((a, b) => likeness(b) - likeness(a))[0] ?? '';
}
