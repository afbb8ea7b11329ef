export interface Script {
  language: string;
  topic: string;
  /** Who speaks (`c`ustomer or `a`gent) and what they say. */
  turns: readonly (readonly ['c' | 'a', string])[];
}

/** Conversations as shops have them, from which the past of the demo shops is made. */
export const SCRIPTS: readonly Script[] = [
  {
    language: 'en',
    topic: 'Orders',
    turns: [
      ['c', 'Hi! My order still says “packed” since Tuesday. Is it stuck?'],
      ['a', 'Hello, let me look at that right away.'],
      ['a', 'The parcel left our warehouse this morning, the tracking page is simply behind.'],
      ['c', 'Great. Will it be here before Saturday?'],
      ['a', 'Yes, the carrier plans it for Friday before 18:00.'],
      ['c', 'Amazing, thank you so much!'],
    ],
  },
  {
    language: 'en',
    topic: 'Returns',
    turns: [
      ['c', 'I need to return a jacket. I got the wrong size.'],
      ['a', 'No problem. Do you have the order number at hand?'],
      ['c', 'Order 58213, ordered two weeks ago.'],
      ['a', 'Found it. I have sent a return label to your e-mail address.'],
      ['c', 'Do I have to pay for shipping?'],
      ['a', 'No, returns are free. The refund arrives within five days of the parcel.'],
      ['c', 'Perfect.'],
    ],
  },
  {
    language: 'en',
    topic: 'Technical help',
    turns: [
      ['c', 'I can’t sign in. It says my password is wrong, but it isn’t.'],
      ['a', 'Sorry about that. Did you change it recently on another device?'],
      ['c', 'Oh. Yes, on my phone yesterday.'],
      ['a', 'Then please use the new one here too. I can also send you a reset link.'],
      ['c', 'The new one works. Thanks!'],
    ],
  },
  {
    language: 'en',
    topic: 'Payments',
    turns: [
      ['c', 'The payment went through twice!'],
      ['a', 'That should not happen. I am checking your account.'],
      ['a', 'I see two authorisations, only one was charged. The other one disappears within three days.'],
      ['c', 'Ok, I’ll wait. Can I write again if it does not?'],
      ['a', 'Of course, just reply here.'],
    ],
  },
  {
    language: 'de',
    topic: 'Orders',
    turns: [
      ['c', 'Guten Tag, kann ich die Lieferadresse noch ändern?'],
      ['a', 'Guten Tag! Ja, das Paket ist noch nicht verpackt. Wohin soll es gehen?'],
      ['c', 'Bitte an die Bahnhofstraße 12, 10115 Berlin.'],
      ['a', 'Ist geändert. Sie bekommen gleich eine Bestätigung per E-Mail.'],
      ['c', 'Vielen Dank, das ging schnell!'],
    ],
  },
  {
    language: 'fr',
    topic: 'Returns',
    turns: [
      ['c', 'Bonjour, la lampe est arrivée cassée.'],
      ['a', 'Bonjour, je suis désolée ! Pouvez-vous m’envoyer une photo ?'],
      ['c', 'Oui, la voici. L’abat-jour est fendu.'],
      ['a', 'Merci. Nous vous envoyons une nouvelle lampe dès aujourd’hui.'],
      ['c', 'Très bien, merci beaucoup.'],
    ],
  },
  {
    language: 'es',
    topic: 'Products',
    turns: [
      ['c', 'Hola, ¿tienen esta bicicleta en color rojo?'],
      ['a', '¡Hola! En rojo llega la semana que viene. ¿Quiere que se la reservemos?'],
      ['c', 'Sí, por favor, talla M.'],
      ['a', 'Reservada hasta el viernes. Le avisaremos por correo.'],
    ],
  },
  {
    language: 'tr',
    topic: 'Orders',
    turns: [
      ['c', 'Merhaba, siparişim ne zaman gelir?'],
      ['a', 'Merhaba! Kargonuz yarın teslim edilecek görünüyor.'],
      ['c', 'Harika, teşekkürler 🙏'],
      ['a', 'Rica ederim, iyi günler!'],
    ],
  },
  {
    language: 'ja',
    topic: 'Payments',
    turns: [
      ['c', 'こんにちは。領収書を発行していただけますか？'],
      ['a', 'こんにちは。はい、ご注文番号を教えてください。'],
      ['c', '58217です。'],
      ['a', 'ありがとうございます。メールでお送りしました。'],
      ['c', '助かりました。ありがとうございます。'],
    ],
  },
  {
    language: 'ar',
    topic: 'Technical help',
    turns: [
      ['c', 'مرحبا، التطبيق لا يفتح على هاتفي.'],
      ['a', 'أهلاً بك! هل يمكنك تحديث التطبيق ثم المحاولة مرة أخرى؟'],
      ['c', 'نعم، الآن يعمل. شكراً!'],
      ['a', 'سعيد بمساعدتك.'],
    ],
  },
];

/** Names with what people's names bring along: umlauts, other scripts, one word, an apostrophe. */
export const CUSTOMER_NAMES = [
  'Aylin Tan',
  'Jonas Öberg',
  'Rafael Duarte',
  'Crystal Minh',
  'Łukasz Nowak',
  'Noor al-Hassan',
  'Siobhán O’Neill',
  '佐藤 葵',
  'Giulia Ferri',
  'Karl Grün',
  'Amélie Petit',
  'Mateo Ruiz',
  'Deniz',
  'Priya Raman',
  'Tom Baker',
  'Ana Jovanović',
  'Li Wei',
  'Hanna Virtanen',
  'Omar Farouk',
  'Grace Kim',
  'Pedro Alves',
  'Ines Moreau',
  'Viktor Petrov',
  'Maya Cohen',
] as const;

export const REVIEW_COMMENTS = [
  '',
  '',
  'Quick and friendly.',
  'Sehr nett und schnell.',
  'Had to wait a little, but solved.',
  'Parfait !',
  '',
] as const;
