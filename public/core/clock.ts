/** The server's time, since clocks of customers and agents are often minutes off. */
export class ServerClock {
  private offsetMs = 0;

  constructor(private readonly local: () => number = Date.now) {}

  now(): number {
    return this.local() + this.offsetMs;
  }

  /** Learns from a time the server told. What a coarse one (the `Date` header has whole seconds) allows is left alone. */
  observe(told: string, precisionMs = 0): void {
    const time = Date.parse(told);
    if (Number.isNaN(time)) return;

    const offset = time + precisionMs / 2 - this.local();
    if (Math.abs(offset - this.offsetMs) > precisionMs) this.offsetMs = offset;
  }
}
