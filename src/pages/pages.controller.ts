import { createHash } from 'node:crypto';
import { Controller, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoaderConfig } from '../contract/widget.dto';
import { AppError } from '../core/app-error';
import { Public } from '../core/current-actor';
import { ENV, type Env } from '../core/env';
import { ShopsService } from '../shops/shops.service';
import { publicFile } from './public-files';
import { signOn } from './sign-colour';

const HTML = 'text/html; charset=utf-8';

/** The pages and the widget's script. They hold no data of anybody; what they show they fetch as their user. */
@Controller()
@Public()
@ApiExcludeController()
export class PagesController {
  constructor(
    private readonly shops: ShopsService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  @Get()
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-cache')
  home() {
    return publicFile('home/index.html');
  }

  @Get(['support', 'support/*'])
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-cache')
  console() {
    return publicFile('console/index.html');
  }

  @Get(['portal', 'portal/*'])
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-cache')
  portal() {
    return publicFile('portal/index.html');
  }

  @Get('customer')
  @Header('Content-Type', HTML)
  @Header('Cache-Control', 'no-cache')
  demoShop() {
    return publicFile('demo/index.html');
  }

  /** `/w/<shopKey>.js`: the loader with the shop's public settings inside, so that it needs no second request. */
  @Get('w/:file')
  async loader(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const shopKey = /^(\w+)\.js$/.exec(file)?.[1];
    if (!shopKey) throw new AppError('NOT_FOUND', 'There is nothing at this address.');
    const shop = await this.shops.byPublicKey(shopKey);
    const script = await publicFile('loader.js');
    const config: LoaderConfig = {
      shop: shop.publicKey,
      origin: this.env.PUBLIC_URL,
      locale: shop.locale,
      branding: shop.branding,
      sign: signOn(shop.branding.accent),
      version: createHash('sha256').update(script).digest('hex').slice(0, 12),
    };
    const content = script.replaceAll('__SHOPBELL_CONFIG__', () => forScript(config));
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
    void reply
      .header('Content-Type', 'text/javascript; charset=utf-8')
      .header('Cache-Control', 'public, max-age=300, stale-while-revalidate=86400')
      .header('Cross-Origin-Resource-Policy', 'cross-origin')
      .header('ETag', etag);
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    return reply.send(content);
  }

  /** The chat frame: only pages of the shop's own origins may show it. */
  @Get('w/:shopKey/frame')
  async frame(@Param('shopKey') shopKey: string, @Res() reply: FastifyReply) {
    const shop = await this.shops.byPublicKey(shopKey);
    const page = await publicFile('widget/index.html');
    const policy = String(reply.getHeader('Content-Security-Policy') ?? '');
    const ancestors = ["'self'", ...shop.allowedOrigins].join(' ');
    return reply
      .header('Content-Type', HTML)
      .header('Cache-Control', 'no-cache')
      .header('Content-Security-Policy', policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${ancestors}`))
      .removeHeader('X-Frame-Options')
      .header('Cross-Origin-Resource-Policy', 'cross-origin')
      .send(page);
  }
}

/** JSON that is safe inside a script. */
function forScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
