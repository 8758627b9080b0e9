import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../access/actor';
import { missing } from '../kernel/refusal';
import { ownData, type OwnData } from './own-data.queries';

/** What is kept about a person, for nobody but that person. */
@Injectable()
export class OwnDataService {
  constructor(private readonly db: DataSource) {}

  /** Everything of the actor. */
  async of(actor: Actor): Promise<OwnData> {
    const data = await ownData(this.db, actor.personId);
    if (!data) throw missing();
    return data;
  }
}
