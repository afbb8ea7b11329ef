import EmailReplyParser from 'email-reply-parser';
import { LIMITS } from '../contract/limits';
import { shortened } from '../core/text';
import { DE } from '../mail/words.de';
import { EN } from '../mail/words.en';

/** More than anybody writes; what is beyond is what they quote. */
const LOOKED_AT = 20_000;
const MARKS = [EN.replyAbove, DE.replyAbove].map((mark) => mark.replaceAll('-', '').trim());

/** What somebody wrote, without what they quote and without what their mail program adds below. */
export function replyIn(text: string): string {
  const whole = text.slice(0, LOOKED_AT).replace(/\r\n?/g, '\n');
  const marks = MARKS.map((mark) => whole.indexOf(mark)).filter((at) => at >= 0);
  const above = marks.length > 0 ? whole.slice(0, whole.lastIndexOf('\n', Math.min(...marks)) + 1) : whole;
  return shortened(new EmailReplyParser().parseReply(above).trim(), LIMITS.messageBody);
}
