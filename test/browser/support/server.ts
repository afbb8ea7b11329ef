import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** The built service in a process of its own, with the demo data, as somebody who tries it has it. */
export class Server {
  private process: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Server> {
    const server = new Server(await freePort(), mkdtempSync(join(tmpdir(), 'shopbell-')), settings);
    await server.run();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** Starts it, again if need be, on the same data; resolves once it answers. */
  async run(): Promise<void> {
    const env = {
      ...process.env,
      NODE_ENV: 'development',
      PORT: String(this.port),
      DATA_DIR: this.folder,
      LOG_LEVEL: 'warn',
      BCRYPT_COST: '4',
      DATABASE_URL: '',
      REDIS_URL: '',
      ...this.settings,
    };
    const output: string[] = [];
    this.process = spawn(process.execPath, ['dist/src/main.js'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    this.process.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const until = performance.now() + 30_000;
    while (!(await this.answers())) {
      if (this.process.exitCode !== null || performance.now() > until)
        throw new Error(`The server did not start:\n${output.join('')}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** As if the power went: no goodbye to anybody. */
  async kill(): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    running.kill('SIGKILL');
    await once(running, 'exit');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/ready`)).ok;
    } catch {
      return false;
    }
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
