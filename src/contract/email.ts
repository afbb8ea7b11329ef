import { buildMessage, isEmail, ValidateBy } from 'class-validator';

/** class-validator's own check fails altogether at half of a surrogate pair. */
export function isEmailAddress(value: unknown): boolean {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value) && isEmail(value);
}

export function IsEmail(): PropertyDecorator {
  return ValidateBy({
    name: 'isEmail',
    validator: {
      validate: isEmailAddress,
      defaultMessage: buildMessage((each) => `${each}$property must be an email`),
    },
  });
}
