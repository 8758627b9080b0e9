import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One due period of one scheduled job: claimed, done, or failed with its reason. */
@Entity('job_run')
@Check('job_run_state_check', `state IN ('due', 'done', 'failed')`)
export class JobRun {
  @PrimaryColumn('text')
  job!: string;

  @PrimaryColumn('text')
  period!: string;

  @Column('text', { default: 'due' })
  state!: 'due' | 'done' | 'failed';

  @Column('timestamptz')
  dueAt!: Date;

  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;

  /** When it was last tried, whatever came of it. */
  @Column('timestamptz', { nullable: true })
  triedAt!: Date | null;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('text', { nullable: true })
  result!: string | null;
}
