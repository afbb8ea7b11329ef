/** The words of the alerts, by language. */
export const alertMessages = {
  en: () => import('../../../messages/alerts.en.json'),
  de: () => import('../../../messages/alerts.de.json'),
};
