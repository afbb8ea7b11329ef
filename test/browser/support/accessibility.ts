import { source } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

interface Violation {
  id: string;
  impact?: string | null;
  nodes: { target: unknown; failureSummary?: string }[];
}

declare const axe: { run: (context: Document, options: object) => Promise<{ violations: Violation[] }> };

/** What keeps people out of this page or of a frame in it: a line for each place, empty when there is none. */
export async function barriers(page: Page, inFrame?: string): Promise<string[]> {
  const frames = page.frames().filter((frame) => !inFrame || frame.url().includes(inFrame));
  return (await Promise.all(frames.map(barriersIn))).flat();
}

async function barriersIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(source);
  const violations = await frame.evaluate(async () => (await axe.run(document, { iframes: false })).violations);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
    );
}
