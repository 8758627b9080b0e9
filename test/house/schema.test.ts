import type { DataSource } from 'typeorm';
import { copyOfTemplate } from '../app';

describe('the schema', () => {
  it('is the same whether read from the migrations or from the entities', async () => {
    const database = await copyOfTemplate();
    process.env['DATABASE_URL'] = database.url;
    const { default: dataSource } = require('../../ormconfig') as { default: DataSource };
    await dataSource.initialize();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    await database.drop();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
