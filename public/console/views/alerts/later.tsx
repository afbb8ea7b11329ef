import { laterPart } from '../../../ui/later-part';

/** Only the bell itself is there from the beginning. */
export const alertParts = {
  panel: () => import('./alerts-panel'),
  news: () => import('./alert-news'),
  announcement: () => import('./announcement-dialog'),
};

export const AlertsPanel = laterPart(async () => (await alertParts.panel()).AlertsPanel);
export const AlertNews = laterPart(async () => (await alertParts.news()).AlertNews);
export const AnnouncementDialog = laterPart(async () => (await alertParts.announcement()).AnnouncementDialog);
