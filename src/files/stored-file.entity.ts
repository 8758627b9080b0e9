import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Bytes kept once under their SHA-256, in the database because several servers share nothing else. */
@Entity('stored_file')
@Check('stored_file_size_check', 'size = octet_length(bytes)')
export class StoredFile {
  @PrimaryColumn('bytea')
  hash!: Buffer;

  /** Media type, decided by what the bytes are. */
  @Column('text')
  type!: string;

  @Column('integer')
  size!: number;

  @Column('bytea')
  bytes!: Buffer;

  @Column('timestamptz')
  createdAt!: Date;
}
