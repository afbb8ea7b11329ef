import type { FastifyRequest } from 'fastify';
import { networkOf } from '../core/network';
import type { Origin } from './auth.service';

/** The address is the connection's, or what a trusted proxy says it is; never a header that anybody can send. */
export function originOf(request: FastifyRequest): Origin {
  return { address: networkOf(request.ip), userAgent: request.headers['user-agent'] ?? '' };
}
