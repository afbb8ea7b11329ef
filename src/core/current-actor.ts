import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Actor, CustomerActor, StaffActor } from './actor';
import { AppError } from './app-error';

export const IS_PUBLIC = 'isPublic';

/** What the documentation knows it by. */
export const PUBLIC_MARK = 'x-public';

/** Marks a route that anybody may ask, signed in or not. */
export const Public = () => applyDecorators(SetMetadata(IS_PUBLIC, true), ApiExtension(PUBLIC_MARK, true));

/** Who is asking. The guard has put them there. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => actorOf(context));

/** For what only staff may ask at all. */
export const CurrentStaff = createParamDecorator((_: unknown, context: ExecutionContext): StaffActor => {
  const actor = actorOf(context);
  if (actor.kind !== 'employee') throw new AppError('FORBIDDEN', 'Only staff may do this.');
  return actor;
});

/** For what only customers may ask at all. */
export const CurrentCustomer = createParamDecorator((_: unknown, context: ExecutionContext): CustomerActor => {
  const actor = actorOf(context);
  if (actor.kind !== 'customer') throw new AppError('FORBIDDEN', 'Only customers may do this.');
  return actor;
});

function actorOf(context: ExecutionContext): Actor {
  const { user } = context.switchToHttp().getRequest<{ user?: Actor }>();
  if (!user) throw new AppError('UNAUTHENTICATED', 'Sign in first.');
  return user;
}
