import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Passport } from 'passport';
import { ExtractJwt, Strategy, type VerifiedCallback } from 'passport-jwt';
import { ActorLoader, type SignedIn } from './actor-loader';
import { claimsOf, Tokens, unknownToken, VERIFY_OPTIONS } from './tokens';

/** Reads the bearer token of an HTTP request, with the very options and keys that sockets are checked with. */
@Injectable()
export class Bearer {
  private readonly passport = new Passport();
  private readonly strategy: Strategy;

  constructor(tokens: Tokens, actors: ActorLoader) {
    const { algorithms, audience, issuer, clockTolerance } = VERIFY_OPTIONS;
    this.strategy = new Strategy(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        secretOrKeyProvider: (_request: unknown, token: string, done: (error: unknown, key?: never) => void) => {
          try {
            done(null, tokens.keyFor(token) as never);
          } catch (error) {
            done(error);
          }
        },
        algorithms: [...algorithms] as ['HS256'],
        audience,
        issuer,
        jsonWebTokenOptions: { clockTolerance },
      },
      (payload: unknown, done: VerifiedCallback) => {
        const load = async () => actors.ofClaims(claimsOf(payload));
        load().then(
          (actor) => done(null, actor),
          (error: unknown) => done(error),
        );
      },
    );
  }

  /** Who is asking. Whatever is wrong with a token, the answer is the same; trouble of our own is thrown as it is. */
  identify(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, actor: SignedIn | false) =>
        actor ? resolve(actor) : reject(error ?? unknownToken());
      // Passport hangs this request's answer on the object it is given: shared, it would give one person's identity to another.
      const strategy = Object.create(this.strategy) as Strategy;
      const ask = this.passport.authenticate(strategy, { session: false }, answer) as (...args: unknown[]) => void;
      ask(request, reply, reject);
    });
  }
}
