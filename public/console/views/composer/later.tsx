import { laterPart } from '../../../ui/later-part';

/** What of the composer is not seen at first. */
export const composerParts = {
  guard: () => import('./guard-dialog'),
  slash: () => import('./slash-menu'),
};

export const GuardDialog = laterPart(async () => (await composerParts.guard()).GuardDialog);
export const SlashMenu = laterPart(async () => (await composerParts.slash()).SlashMenu);
