import { useEffect, useRef, useState } from 'preact/hooks';
import { LIMITS } from '../../../src/contract/limits';
import type { WidgetConfig } from '../../../src/contract/widget.dto';
import { useStore, useWidget, useWords } from '../context';
import { failureKey } from '../failure-words';
import { filingOf } from '../model/filing';
import { wear } from '../styles';
import styles from '../styles/form.css?inline';
import { IconButton } from './button';
import { Chips } from './chips';
import { CloseButton } from './close-button';
import { BackIcon } from './icons';

wear(styles);

type Field = 'name' | 'email' | 'message';

/** What the service takes for a ticket. */
const SHORTEST = 10;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Asks for what is needed to begin, the first message among it, so that it is never typed twice. */
export function PreChat({ config }: { config: WidgetConfig }) {
  const widget = useWidget();
  const { t } = useWords();
  const refusal = useStore(widget.beginning.refusal);
  const visitor = useStore(widget.visit.visitor);
  const proposal = useStore(widget.proposal);
  const given = refusal?.given;
  const [topic, setTopic] = useState(given?.chat.topic ?? widget.topic.get());
  const [teamId, setTeamId] = useState(given?.chat.teamId ?? null);
  const [values, setValues] = useState({
    name: given?.name ?? '',
    email: given?.email ?? '',
    message: given?.chat.message ?? widget.proposal.get(),
  });
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const asksWho = !visitor;
  const isLeaving = !config.isOpen;
  const isRequired = isLeaving || !config.allowAnonymous;
  const filing = filingOf(widget);
  const isBusy = useStore(filing.isBusy);
  const failure = useStore(filing.failure) ?? refusal?.error;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type=radio]), textarea')?.focus();
  }, []);
  useEffect(() => {
    if (proposal) setValues((before) => (before.message.trim() ? before : { ...before, message: proposal }));
    widget.proposal.set('');
  }, [proposal]);

  function check(): Partial<Record<Field, string>> {
    const found: Partial<Record<Field, string>> = {};
    if (asksWho && isRequired && !values.name.trim()) found.name = t('form.name.missing');
    if (asksWho && isRequired && !values.email.trim()) found.email = t('form.email.missing');
    if (asksWho && values.email.trim() && !EMAIL.test(values.email.trim())) found.email = t('form.email.wrong');
    if (!values.message.trim()) found.message = t('form.message.missing');
    else if (isLeaving && values.message.trim().length < SHORTEST) found.message = t('form.message.short');
    return found;
  }

  function submit(event: Event): void {
    event.preventDefault();
    const found = check();
    setProblems(found);
    const [first] = Object.keys(found);
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
      return;
    }
    const given = {
      name: values.name.trim() || undefined,
      email: values.email.trim() || undefined,
      message: values.message.trim(),
      topic,
    };
    if (isLeaving) void filing.leave(given);
    else widget.start({ ...given, teamId });
  }

  function field(name: Field) {
    return {
      name,
      value: values[name],
      'aria-invalid': problems[name] !== undefined,
      'aria-describedby': problems[name] ? `${name}-problem` : undefined,
      onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
        setValues({ ...values, [name]: currentTarget.value });
        setProblems({ ...problems, [name]: undefined });
      },
    };
  }

  const problem = (name: Field) =>
    problems[name] && (
      <span class="problem" id={`${name}-problem`}>
        {problems[name]}
      </span>
    );

  return (
    <div class="page">
      <header class="bar">
        <IconButton label={t('frame.back')} onClick={() => widget.place.set('home')}>
          <BackIcon />
        </IconButton>
        <h1 class="bar-title">{t(isLeaving ? 'form.leave' : 'form.title')}</h1>
        <CloseButton />
      </header>
      <form class="form" ref={form} noValidate onSubmit={submit}>
        {failure && (
          <p class="refusal" role="alert">
            {t(failureKey(failure.code))}
          </p>
        )}
        {config.topics.length > 0 && (
          <Chips
            label={t('form.topic')}
            name="topic"
            chosen={topic}
            onChoose={setTopic}
            choices={config.topics.map((name) => ({ id: name, name }))}
          />
        )}
        {!isLeaving && config.teams.length > 1 && (
          <Chips label={t('form.team')} name="team" chosen={teamId} onChoose={setTeamId} choices={config.teams} />
        )}
        {asksWho && (
          <div class="who">
            <label>
              <span>{t(isRequired ? 'form.name' : 'form.name.optional')}</span>
              <input type="text" autocomplete="name" maxLength={120} required={isRequired} {...field('name')} />
              {problem('name')}
            </label>
            <label>
              <span>{t(isRequired ? 'form.email' : 'form.email.optional')}</span>
              <input type="email" autocomplete="email" maxLength={254} required={isRequired} {...field('email')} />
              {problem('email')}
            </label>
          </div>
        )}
        <label>
          <span>{t('form.message')}</span>
          <textarea rows={4} dir="auto" maxLength={LIMITS.messageBody} required {...field('message')} />
          {problem('message')}
        </label>
        {isLeaving && <p class="hint">{t('form.leave.hint')}</p>}
        <button type="submit" class="primary wide" aria-disabled={isBusy}>
          {t(isLeaving ? 'form.leave.submit' : 'form.submit')}
        </button>
      </form>
    </div>
  );
}
