import { laterPart } from '../../../ui/later-part';

/** Comes once somebody writes to a colleague. */
export const directParts = {
  panes: () => import('./direct-panes'),
  writeTo: () => import('./write-to-dialog'),
};

export const DirectPanes = laterPart(async () => (await directParts.panes()).DirectPanes);
export const WriteToDialog = laterPart(async () => (await directParts.writeTo()).WriteToDialog);
