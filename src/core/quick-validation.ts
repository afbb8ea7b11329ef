import { type ClassConstructor, TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage, type ValidationArguments } from 'class-validator';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

type Check = (subject: Record<string, unknown>) => boolean;

const checksOf = new Map<unknown, ReadonlyMap<string, Check> | null>();

/**
 * The instance, where class-transformer would convert nothing and class-validator would find nothing wrong. Both collect
 * what they know of a class anew for every object, which takes most of their time; here it is collected once. Anything
 * not understood, and any breach, is left to them, who alone say what is wrong.
 */
export function quicklyValidated<T extends object>(type: ClassConstructor<T>, input: object): T | undefined {
  let checks = checksOf.get(type);
  if (checks === undefined) {
    checks = collect(type);
    checksOf.set(type, checks);
  }
  if (!checks) return undefined;
  for (const name of Object.keys(input)) if (!checks.has(name)) return undefined;
  const instance = Object.assign(new type(), input);
  for (const check of checks.values()) if (!check(instance as Record<string, unknown>)) return undefined;
  return instance;
}

function collect(type: ClassConstructor<object>): Map<string, Check> | null {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  if (rules.length === 0 || rules.some(({ propertyName }) => isConverted(type, propertyName))) return null;
  const checks = new Map<string, Check>();
  for (const name of new Set(rules.map(({ propertyName }) => propertyName))) {
    const own = rules.filter(({ propertyName }) => propertyName === name);
    const tests = own.filter(({ type: kind }) => kind === 'customValidation');
    const conditions = own.filter(({ type: kind }) => kind === 'conditionalValidation');
    if (tests.length + conditions.length < own.length) return null;
    const passes = tests.map((rule) => testOf(rule));
    const applies = conditions.map(({ constraints }) => constraints[0] as (subject: object, value: unknown) => boolean);
    checks.set(name, (subject) => {
      if (!applies.every((condition) => condition(subject, subject[name]))) return true;
      return passes.every((pass) => pass(subject));
    });
  }
  return checks;
}

function isConverted(type: ClassConstructor<object>, name: string): boolean {
  const noted = defaultMetadataStorage;
  const conversions = noted.findTransformMetadatas(type, name, TransformationType.PLAIN_TO_CLASS);
  return conversions.length > 0 || Boolean(noted.findTypeMetadata(type, name) ?? noted.findExposeMetadata(type, name));
}

function testOf(rule: Rule): Check {
  const { propertyName, constraints, each } = rule;
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  if (!constraint || constraint.async) return () => false;
  const passes = (subject: object, value: unknown) => {
    const about: ValidationArguments = {
      targetName: subject.constructor.name,
      property: propertyName,
      object: subject,
      value,
      constraints,
    };
    return constraint.instance.validate(value, about) === true;
  };
  if (!each) return (subject) => passes(subject, subject[propertyName]);
  return (subject) => {
    const values = subject[propertyName];
    return Array.isArray(values) && values.every((value) => passes(subject, value));
  };
}
