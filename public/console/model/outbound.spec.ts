import { outboundProblems } from './outbound';

it.each([
  ['Hello Aylin, your parcel 58213 is on its way.', []],
  ['Hello {{customer.nick}}!', ['variable']],
  ['Hello {{', ['variable']],
  ['Draft reply: we are sorry', ['draftMark']],
  ['Your card 4111 1111 1111 1111', ['cardNumber']],
  ['Order 4111 1111 1111 1112', []],
])('%j holds back %j', (text, kinds) => {
  expect(outboundProblems(text).map(({ kind }) => kind)).toEqual(kinds);
});
