/** The words of the messages of colleagues, by language. */
export const directMessages = {
  en: () => import('../../../messages/direct.en.json'),
  de: () => import('../../../messages/direct.de.json'),
};
