/*
 * Loaded before the built program (`node -r`): gives it one more job, due every second since the moment in the table
 * `harness_start`, whose effect takes a while, so that a kill meets it half done. Plain JavaScript, as nothing compiles it.
 */
require('reflect-metadata');
const { Cron } = require('@nestjs/schedule');
const { DataSource } = require('typeorm');
const { AppModule } = require('../../dist/src/app.module.js');
const { Clock } = require('../../dist/src/kernel/clock.js');
const { Jobs } = require('../../dist/src/kernel/jobs.js');

const second = 1000;

class EverySecond {
  constructor(db, jobs, clock) {
    Object.assign(this, { db, jobs, clock });
  }

  async heartbeat() {
    const [{ at: start }] = await this.db.query('SELECT at FROM harness_start');
    const passed = Math.floor((this.clock.now() - start) / second);
    const due = Array.from({ length: passed + 1 }, (_, index) => new Date(start.getTime() + index * second));
    await this.jobs.run(
      'harness.second',
      due.map((dueAt) => ({ period: dueAt.toISOString(), dueAt })),
      (em, period) => this.effect(em, period),
    );
  }

  async effect(em, period) {
    await em.query(
      `INSERT INTO harness_effect (period, server, by_program, by_database) VALUES ($1, $2, $3, clock_timestamp())`,
      [period, process.env.WRONG_CLOCK_HOURS, this.clock.now()],
    );
    await em.query('SELECT pg_sleep(0.2)');
    return 'written';
  }
}
Reflect.defineMetadata('design:paramtypes', [DataSource, Jobs, Clock], EverySecond);
const { prototype } = EverySecond;
Cron('* * * * * *')(prototype, 'heartbeat', Object.getOwnPropertyDescriptor(prototype, 'heartbeat'));

class HarnessModule {}
Reflect.defineMetadata('providers', [EverySecond], HarnessModule);
Reflect.defineMetadata('imports', [...Reflect.getMetadata('imports', AppModule), HarnessModule], AppModule);
