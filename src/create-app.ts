import { existsSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { RequestMethod, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { LIMITS } from './contract/limits';
import type { Env } from './core/env';
import { newId } from './core/ids';
import { log, NestLog } from './core/log';
import { ProblemFilter } from './core/problem.filter';
import { endSlowRequests } from './core/slow-requests';
import { invalid, STRICT, WellFormedPipe } from './core/validate';
import { Clock } from './database/clock';
import { acceptMail } from './mail-replies/mail-replies.controller';
import { addOpenApi } from './openapi';
import { PUBLIC_DIRECTORY } from './pages/public-files';

const BODY_BYTES = 256 * 1024;
/** Whoever sends a request letter by letter keeps nobody else out. */
const HEADERS_WITHIN = 10_000;

/** What is outside /api/v1: pages, the widget's script, health. */
const PAGES = [
  '/',
  'support',
  'support/{*path}',
  'portal',
  'portal/{*path}',
  'customer',
  'w/:file',
  'w/:shopKey/frame',
  'dev/mail',
  'dev/mail/{*path}',
  'health',
  'ready',
  'metrics',
];

/** The whole service over an open database, ready to listen. */
export async function createApp(env: Env, dataSource: DataSource): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: (_address, hop) => hop < env.TRUSTED_PROXIES,
    bodyLimit: BODY_BYTES,
    connectionTimeout: 60_000,
    // How often Node looks for requests that take too long; by itself only every half minute.
    http: { headersTimeout: HEADERS_WITHIN, connectionsCheckingInterval: 2000 },
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(env, dataSource), adapter, {
    logger: new NestLog(),
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  // Once it listens, so that it sees what the sockets' own server answers, too.
  fastify.addHook('onListen', async () => endSlowRequests(fastify.server));

  app.setGlobalPrefix('api/v1', { exclude: PAGES.map((path) => ({ path, method: RequestMethod.GET })) });
  app.useGlobalPipes(
    new WellFormedPipe(),
    new ValidationPipe({ ...STRICT, transform: true, exceptionFactory: invalid }),
  );
  app.useGlobalFilters(new ProblemFilter());
  app.enableCors({
    origin: env.CORS_ORIGINS,
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'ETag', 'Content-Disposition'],
    maxAge: 600,
  });
  await addPlugins(app, env);
  if (env.DOCS) addOpenApi(app, env);
  await app.get(Clock).start();
  return app;
}

async function addPlugins(app: NestFastifyApplication, env: Env): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onResponse', (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime);
    log.info(
      { requestId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms },
      'request',
    );
    done();
  });
  fastify.addHook('onSend', async (request, reply) => {
    void reply.header('X-Request-Id', request.id);
  });
  acceptMail(fastify, env);
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: LIMITS.attachmentBytes, files: 1, fields: 5, parts: 6, headerPairs: 50 },
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    frameguard: { action: 'deny' },
    hsts: env.PUBLIC_URL.startsWith('https:'),
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  });
  if (existsSync(PUBLIC_DIRECTORY)) {
    await app.register(fastifyStatic, {
      root: PUBLIC_DIRECTORY,
      prefix: '/static/',
      index: false,
      wildcard: true,
      setHeaders: (reply, path) => {
        // Files under assets/ carry a hash of their content in their names.
        const isHashed = path.startsWith(join(PUBLIC_DIRECTORY, 'assets'));
        void reply.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
}

/** Nothing inline, nothing from elsewhere; pictures of conversations are shown from memory. */
export const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:', 'data:'],
  mediaSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
