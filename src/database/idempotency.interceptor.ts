import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import { DataSource, LessThan } from 'typeorm';
import { AppError } from '../core/app-error';
import { Clock } from './clock';
import { isUniqueViolation } from './driver-errors';
import { IdempotencyKey } from './idempotency-key.entity';
import { Leases } from './leases';

const KEPT_HOURS = 24;
/** A request that has not answered by then died with its server, so its key may be used again. */
const RUNNING_SECONDS = 60;

interface Asking extends FastifyRequest {
  user?: { kind: string; id: string };
}

/** A POST with an `Idempotency-Key` is carried out once; asked again, it gets the first answer again. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    leases: Leases,
  ) {
    leases.every({ name: 'idempotency-keys', everyMs: 600_000, run: () => this.forgetOld() });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Asking>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.user) return next.handle();
    if (typeof key !== 'string' || key.length < 8 || key.length > 200) {
      throw new AppError('VALIDATION_FAILED', 'Idempotency-Key must have 8 to 200 characters.');
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const id = hash([request.user.kind, request.user.id, request.url, key]);
    const requestHash = hash([request.body ?? null]);

    return from(this.begin(id, requestHash)).pipe(
      mergeMap((earlier) => {
        if (earlier) {
          void reply.status(earlier.status ?? 200);
          return of(earlier.response);
        }
        return next.handle().pipe(
          mergeMap(async (response: object | null | undefined) => {
            await this.finish(id, reply.statusCode, response);
            return response;
          }),
          catchError((error: unknown) => from(this.keys.delete({ id })).pipe(mergeMap(() => throwError(() => error)))),
        );
      }),
    );
  }

  private get keys() {
    return this.dataSource.getRepository(IdempotencyKey);
  }

  /** The earlier answer, or null when this is the first request with the key. */
  private async begin(id: string, requestHash: string): Promise<IdempotencyKey | null> {
    const now = this.clock.now();
    try {
      await this.keys.insert({ id, requestHash, status: null, createdAt: now });
      return null;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    const earlier = await this.keys.findOneBy({ id });
    if (!earlier) return this.begin(id, requestHash);
    if (earlier.requestHash !== requestHash) {
      throw new AppError('CLIENT_ID_REUSED', 'This Idempotency-Key was used for a different request.');
    }
    if (earlier.status !== null) return earlier;
    const died = new Date(now.getTime() - RUNNING_SECONDS * 1000);
    const { affected } = await this.keys.update({ id, createdAt: LessThan(died) }, { createdAt: now });
    if (affected) return null;
    throw new AppError('STATE_CONFLICT', 'The first request with this Idempotency-Key is still running.', {
      retryAfter: 1,
    });
  }

  private async finish(id: string, status: number, response: object | null | undefined): Promise<void> {
    await this.keys.update({ id }, { status, response: response ?? null });
  }

  private async forgetOld(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_HOURS * 3_600_000);
    await this.keys.delete({ createdAt: LessThan(before) });
  }
}

function hash(parts: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
