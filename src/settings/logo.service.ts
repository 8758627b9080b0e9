import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor';
import { demand } from '../access/roles.rules';
import { record } from '../audit/audit';
import { type PictureForm, remake } from '../files/remake';
import { StoredFiles } from '../files/stored-files.service';
import { Clock } from '../kernel/clock';
import { LetterheadLogo } from './logo.entity';

/** On paper it is 2.6 cm high: some 390 dots an inch, in a file that every paper can carry. */
const form: PictureForm = { type: 'png', most: 400 };
const only = { id: 1 };

/** The coat of arms on the letterhead. An order of a report refers to its file, which therefore outlives a change. */
@Injectable()
export class Logo {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly files: StoredFiles,
  ) {}

  /** Hash of its file; null: there is none. */
  async hash(): Promise<Buffer | null> {
    return (await this.db.manager.findOneByOrFail(LetterheadLogo, only)).fileHash;
  }

  async file(): Promise<{ type: string; bytes: Buffer } | undefined> {
    const hash = await this.hash();
    return hash ? this.files.read(hash) : undefined;
  }

  /** Its hash for a row that will refer to the file: nobody changes it before the caller's transaction ends. */
  heldIn(em: EntityManager): Promise<Buffer | null> {
    return this.locked(em, 'pessimistic_read');
  }

  /**
   * Takes another picture, remade, or none.
   * @returns false when it is the same
   * @throws Refusal 403, those of `remake`
   */
  async change(actor: Actor, picture: Buffer | null): Promise<boolean> {
    demand(actor, 'setting.change');
    const [file] = picture ? (await remake(picture, [form])).files : [];
    return this.db.transaction(async (em) => {
      const before = await this.locked(em, 'pessimistic_write');
      const after = file ? await this.files.put(em, file) : null;
      if (hex(before) === hex(after)) return false;
      await em.update(LetterheadLogo, only, { fileHash: after });
      await record(em, {
        ...{ at: this.clock.now(), actorId: actor.personId, verb: 'setting.change', subject: 'setting' },
        ...{ subjectId: 'report.logo', before: { value: hex(before) }, after: { value: hex(after) } },
      });
      if (before) await this.files.erase(em, [before]);
      return true;
    });
  }

  private async locked(em: EntityManager, mode: 'pessimistic_read' | 'pessimistic_write'): Promise<Buffer | null> {
    return (await em.findOneOrFail(LetterheadLogo, { where: only, lock: { mode } })).fileHash;
  }
}

const hex = (hash: Buffer | null): string => hash?.toString('hex') ?? '';
