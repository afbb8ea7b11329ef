import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { type ValidationError, type ValidatorOptions, validateSync } from 'class-validator';
import type { FieldError } from '../contract/errors';
import { AppError } from './app-error';
import { quicklyValidated } from './quick-validation';
import { wellFormedInput } from './well-formed';

/** Nothing unknown passes and nothing is converted: a wrong type is an error, never a guess. */
export const STRICT: ValidatorOptions = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

/** Comes before the check of a body. */
export class WellFormedPipe implements PipeTransform {
  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    return type === 'body' ? wellFormedInput(value) : value;
  }
}

/** Checks what came over a socket as the HTTP door checks a body. */
export function validated<T extends object>(type: ClassConstructor<T>, input: unknown): T {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new AppError('VALIDATION_FAILED', 'An object was expected.');
  }
  const given = wellFormedInput(input) as object;
  const quickly = quicklyValidated(type, given);
  if (quickly) return quickly;
  const instance = plainToInstance(type, given);
  const errors = validateSync(instance, STRICT);
  if (errors.length > 0) throw invalid(errors);
  return instance;
}

export function invalid(errors: ValidationError[]): AppError {
  const fields = errors.flatMap((error) => fieldErrors(error));
  return new AppError('VALIDATION_FAILED', 'Some of the input is not valid.', { errors: fields });
}

function fieldErrors(error: ValidationError, path = ''): FieldError[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}
