import { Bucket } from './bucket';

const taken = (bucket: Bucket, times: number, now: number) =>
  Array.from({ length: times }, () => bucket.take(now)).filter(Boolean).length;

describe('a bucket', () => {
  it('lets a burst through and then as many as flow in', () => {
    const bucket = new Bucket(5, 2, 0);

    expect(taken(bucket, 20, 0)).toBe(5);
    expect(taken(bucket, 20, 500)).toBe(1);
    expect(taken(bucket, 20, 2500)).toBe(4);
  });

  it('says when to try again', () => {
    const bucket = new Bucket(1, 0.2, 0);
    bucket.take(0);

    expect(bucket.take(0)).toBe(false);
    expect(bucket.waitSeconds).toBe(5);
  });

  it('counts what it refused until it has room to spare', () => {
    const bucket = new Bucket(4, 1, 0);
    taken(bucket, 10, 0);

    expect(bucket.refused).toBe(6);
    bucket.take(4000);
    expect(bucket.refused).toBe(0);
  });

  it('is forgotten when it is full again', () => {
    const bucket = new Bucket(4, 1, 0);
    taken(bucket, 4, 0);

    expect(bucket.isFull(1000)).toBe(false);
    expect(bucket.isFull(4000)).toBe(true);
  });
});
