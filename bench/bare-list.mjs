/** The floor of lists: the same rows by the same key, from the driver, behind Fastify alone, for everybody who asks. */
import Fastify from 'fastify';
import { createPool } from 'mysql2/promise';

const PAGE = 50;
const pool = createPool({ uri: process.env.DATABASE_URL, connectionLimit: 10, timezone: 'Z' });
const app = Fastify();

app.get('/health', () => ({ status: 'ok' }));
app.get('/tickets', async ({ query: { shopId, createdAt, id } }) => {
  const [rows] = createdAt
    ? await pool.execute(
        // Of a key that is equal MariaDB would read everything before the page, too.
        `SELECT * FROM tickets WHERE shopId >= ? AND shopId <= ? AND (createdAt < ? OR (createdAt = ? AND id < ?))
         ORDER BY shopId DESC, createdAt DESC, id DESC LIMIT ${PAGE + 1}`,
        [shopId, shopId, createdAt, createdAt, id],
      )
    : await pool.execute(`SELECT * FROM tickets WHERE shopId = ? ORDER BY createdAt DESC, id DESC LIMIT ${PAGE + 1}`, [
        shopId,
      ]);
  return { items: rows.slice(0, PAGE) };
});

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
