import { DataSource } from 'typeorm';
import { Clock, DatabaseClock } from '../../src/kernel/clock';
import { copyOfTemplate } from '../app';

const hour = 3_600_000;
const minute = 60_000;

describe("the program's clock", () => {
  let database: { url: string; drop(): Promise<void> };
  let db: DataSource;

  beforeAll(async () => {
    database = await copyOfTemplate();
    db = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  /** How far the program's clock is before the database's, in milliseconds. */
  const ahead = async () => {
    const [{ moment }]: [{ moment: Date }] = await db.query('SELECT clock_timestamp() AS moment');
    return new Clock().now().getTime() - moment.getTime();
  };
  /** A database whose clock is so far before this one's. */
  const shifted = (by: number) =>
    ({
      query: async (text: string) => [{ moment: new Date((await db.query(text))[0].moment.getTime() + by) }],
    }) as DataSource;

  it("follows the database's clock, however far this machine's is from it", async () => {
    await new DatabaseClock(shifted(3 * hour)).readAgain();
    expect(Math.abs((await ahead()) - 3 * hour)).toBeLessThan(minute);
    await new DatabaseClock(shifted(-3 * hour)).readAgain();
    expect(Math.abs((await ahead()) + 3 * hour)).toBeLessThan(minute);
    await new DatabaseClock(db).readAgain();
    expect(Math.abs(await ahead())).toBeLessThan(minute);
  });

  it("does not move when this machine's clock is set while the program runs", async () => {
    await new DatabaseClock(db).readAgain();
    const real = Date.now;
    Date.now = () => real() + 3 * hour;
    try {
      expect(Math.abs(await ahead())).toBeLessThan(minute);
    } finally {
      Date.now = real;
    }
  });

  it('runs on by itself while the database is away', async () => {
    await new DatabaseClock(db).readAgain();
    const away = { query: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })) };
    await new DatabaseClock(away as unknown as DataSource).readAgain();
    expect(Math.abs(await ahead())).toBeLessThan(minute);
  });
});
