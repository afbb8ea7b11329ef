import type { Plugin } from 'vite';
import type { Message } from './widget/compiled-format';

export function compiledMessages(): Plugin;
export function compile(message: string): string | Message;
