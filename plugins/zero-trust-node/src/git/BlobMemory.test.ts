import { BlobMemory } from './BlobMemory';

describe('BlobMemory', () => {
  const bytes = (length: number) => new Uint8Array(length);

  it('asks once for what it knows, also while the answer is on its way', async () => {
    const memory = new BlobMemory();
    const ask = jest.fn(async () => bytes(3));
    const [first, second] = await Promise.all([
      memory.read('a', ask),
      memory.read('a', ask),
    ]);
    expect(second).toBe(first);
    expect(await memory.read('a', ask)).toBe(first);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('asks again for what failed', async () => {
    const memory = new BlobMemory();
    const failing = async () => {
      throw new Error('down');
    };
    await expect(memory.read('a', failing)).rejects.toThrow('down');
    expect(await memory.read('a', async () => bytes(1))).toHaveLength(1);
  });

  it('forgets what was asked for longest ago when it holds too much', async () => {
    const memory = new BlobMemory();
    const size = 12 * 1024 * 1024;
    await memory.read('a', async () => bytes(size));
    await memory.read('b', async () => bytes(size));
    await memory.read('a', async () => bytes(size));
    await memory.read('c', async () => bytes(size));
    const ask = jest.fn(async () => bytes(size));
    await memory.read('a', ask);
    expect(ask).not.toHaveBeenCalled();
    await memory.read('b', ask);
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
