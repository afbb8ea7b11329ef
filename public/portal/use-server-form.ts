import { type UseFormReturnType, useForm } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { useWords } from './context';
import { failureText } from './failure-words';
import { fieldErrors } from './field-words';

interface Options<Values extends Record<string, string>> {
  initialValues: Values;
  validate?: { [Field in keyof Values]?: (value: string, values: Values) => string | null };
  onValuesChange?: (values: Values) => void;
  submit: (values: Values) => Promise<unknown>;
}

type FieldProps = ReturnType<UseFormReturnType<Record<string, string>>['getInputProps']> & { name: string; size: 'md' };

interface ServerForm<Values extends Record<string, string>> {
  form: UseFormReturnType<Values>;
  /** The props of a field's input. */
  field: (name: keyof Values & string) => FieldProps;
  /** What the server says that belongs to no field. */
  failure: string | null;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
}

/** A form whose refusals are shown at the field they are about, in the reader's language. Nothing typed is lost. */
export function useServerForm<Values extends Record<string, string>>(options: Options<Values>): ServerForm<Values> {
  const { t } = useWords();
  const [failure, setFailure] = useState<string | null>(null);
  const { initialValues, onValuesChange } = options;
  const validate = options.validate as never;
  const form = useForm<Values>({ mode: 'uncontrolled', initialValues, onValuesChange, validate });

  const focusFirst = (errors: Record<string, unknown>) => {
    const [first] = Object.keys(initialValues).filter((field) => errors[field]);
    if (first) form.getInputNode(first)?.focus();
  };

  async function submit(values: Values): Promise<void> {
    setFailure(null);
    try {
      await options.submit(values);
    } catch (thrown) {
      const errors = fieldErrors(t, thrown);
      const known = Object.entries(errors).filter(([field]) => field in initialValues);
      if (known.length === 0) return setFailure(errors.token ?? failureText(t, thrown));
      form.setErrors(Object.fromEntries(known));
      focusFirst(errors);
    }
  }

  const field = (name: keyof Values & string): FieldProps => ({ ...form.getInputProps(name), name, size: 'md' });
  return { form, field, failure, onSubmit: form.onSubmit(submit, focusFirst) };
}
