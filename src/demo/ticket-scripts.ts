/** A request as shops get them, and how it was answered. */
export interface TicketScript {
  category: string;
  title: string;
  asks: string;
  answer: string;
}

/** From these the tickets of the demo shops are made. */
export const TICKET_SCRIPTS: readonly TicketScript[] = [
  {
    category: 'Payment Failure',
    title: 'Card refused three times',
    asks: 'My card is refused each time at the last step, but the bank says that everything is fine.',
    answer:
      'The bank asks for a confirmation in its app, which was switched off in our shop. It works now, please try again.',
  },
  {
    category: 'Billing Problem',
    title: 'Charged twice for order 58311',
    asks: 'There are two payments of 49.90 on my statement for one order. Please send one of them back.',
    answer: 'You are right, the second one was a mistake. It is on its way back and arrives within three working days.',
  },
  {
    category: 'Login Issue',
    title: 'Das Kennwort wird nicht angenommen',
    asks: 'Seit gestern komme ich nicht mehr in mein Konto, obwohl das Kennwort stimmt.',
    answer: 'Nach mehreren Versuchen wird ein Konto kurz gesperrt. Ich habe es wieder geöffnet.',
  },
  {
    category: 'Bug Report',
    title: 'Size table is empty on phones',
    asks: 'On my phone the size table opens, but shows nothing at all. On the laptop it works.',
    answer: 'Thank you for telling us. It is mended since this morning; a reload shows the table.',
  },
  {
    category: 'Technical Support',
    title: 'Scanner does not find the app',
    asks: 'I have installed the new version and the scanner is not found any more over Bluetooth.',
    answer: 'Please remove the scanner from the list of devices once and add it again: the new version needs that.',
  },
  {
    category: 'Subscription Cancellation',
    title: 'Quiero cancelar la suscripción',
    asks: 'Quiero cancelar la suscripción mensual antes de la próxima renovación, por favor.',
    answer: 'Hecho: la suscripción termina a fin de mes y no se cobrará nada más.',
  },
  {
    category: 'Data Export',
    title: 'List of all my orders of last year',
    asks: 'For my tax return I need all orders of last year in one list, with dates and amounts.',
    answer: 'I have sent the list to your e-mail address as a table.',
  },
  {
    category: 'Feature Request',
    title: 'Wish list that can be shared',
    asks: 'It would be lovely if one could share a wish list with the family before birthdays.',
    answer: 'A good idea, and you are not the first. It is on our list for spring.',
  },
  {
    category: 'UI Feedback',
    title: 'ダークモードの文字が読みにくい',
    asks: 'ダークモードで商品説明の文字がとても薄く、読みにくいです。',
    answer: 'ご連絡ありがとうございます。次の更新で文字を濃くいたします。',
  },
  {
    category: 'Account Suspension',
    title: 'Account closed without a reason',
    asks: 'I wanted to order and was told that my account is suspended. Nobody told me why.',
    answer: 'A wrong address had triggered our fraud check. Your account is open again; I am sorry for the trouble.',
  },
];
