import { useEffect, useRef } from 'preact/hooks';
import { useStore, useWidget, useWords } from '../context';
import { wear } from '../styles';
import styles from '../styles/form.css?inline';
import { CloseButton } from './close-button';

wear(styles);

/** That the message has come in, under which number, and where the answer will come. */
export function Filed() {
  const widget = useWidget();
  const { t } = useWords();
  const number = useStore(widget.filed);
  const email = useStore(widget.visit.visitor)?.email;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div class="page">
      <header class="bar">
        <h1 class="bar-title" ref={title} tabIndex={-1}>
          {t('filed.title')}
        </h1>
        <CloseButton />
      </header>
      <div class="form">
        <p role="status">
          <strong>{t('filed.number', { number: String(number ?? '') })}</strong>
        </p>
        {email && <p>{t('filed.email', { email })}</p>}
        <button type="button" class="primary wide" onClick={() => widget.place.set('home')}>
          {t('filed.done')}
        </button>
      </div>
    </div>
  );
}
