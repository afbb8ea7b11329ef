export type OutboundProblem = { kind: 'variable' | 'draftMark' | 'cardNumber'; text: string };

const VARIABLE = /\{\{[^{}]*\}\}|\{\{|\}\}/g;
const DRAFT_MARK = /^\s*(draft reply|antwortentwurf)\s*:/im;
const CARD = /(?<![\d-])(?:\d[ -]?){12,18}\d(?![\d-])/g;

/** What a customer should hardly get to read: a variable nobody filled in, a draft's heading, a card number. */
export function outboundProblems(text: string): OutboundProblem[] {
  const variables = [...text.matchAll(VARIABLE)].map(([found]) => ({ kind: 'variable' as const, text: found }));
  const cards = [...text.matchAll(CARD)]
    .filter(([found]) => isCardNumber(found.replace(/\D/g, '')))
    .map(([found]) => ({ kind: 'cardNumber' as const, text: found }));
  const mark = DRAFT_MARK.exec(text);
  return [...variables, ...(mark ? [{ kind: 'draftMark' as const, text: mark[0].trim() }] : []), ...cards];
}

/** The check digit that every payment card has. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
