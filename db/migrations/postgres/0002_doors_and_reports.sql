CREATE TABLE "audit_head" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "competences" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "declaration_competences" (
	"declaration_id" text NOT NULL,
	"competence_code" text NOT NULL,
	CONSTRAINT "declaration_competences_declaration_id_competence_code_pk" PRIMARY KEY("declaration_id","competence_code")
);
--> statement-breakpoint
CREATE TABLE "declaration_parts" (
	"declaration_id" text NOT NULL,
	"aspect" text NOT NULL,
	"part" text NOT NULL,
	"persons" integer NOT NULL,
	CONSTRAINT "declaration_parts_declaration_id_aspect_part_pk" PRIMARY KEY("declaration_id","aspect","part")
);
--> statement-breakpoint
CREATE TABLE "gap_totals" (
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"region_code" text NOT NULL,
	"cut" text NOT NULL,
	"code" text NOT NULL,
	"level" text,
	"cells" integer NOT NULL,
	"span" text NOT NULL,
	"window" text NOT NULL,
	"year" integer NOT NULL,
	"last_year" integer NOT NULL,
	"demand" double precision NOT NULL,
	"supply" double precision NOT NULL,
	"gap" double precision NOT NULL,
	"lo80" double precision NOT NULL,
	"hi80" double precision NOT NULL,
	"lo95" double precision NOT NULL,
	"hi95" double precision NOT NULL,
	"ratio" double precision,
	"probability" double precision NOT NULL,
	"band" text NOT NULL,
	"enterprises" integer,
	"suppressed" text,
	CONSTRAINT "gap_totals_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "posting_competences" (
	"posting_id" text NOT NULL,
	"competence_code" text NOT NULL,
	CONSTRAINT "posting_competences_posting_id_competence_code_pk" PRIMARY KEY("posting_id","competence_code")
);
--> statement-breakpoint
CREATE TABLE "programme_competences" (
	"programme_id" text NOT NULL,
	"competence_code" text NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "programme_competences_programme_id_competence_code_pk" PRIMARY KEY("programme_id","competence_code")
);
--> statement-breakpoint
CREATE TABLE "repeatable_calls" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"call_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"location" text,
	"body" text,
	CONSTRAINT "repeatable_calls_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "seq" integer;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "run_series" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "run_series" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "declaration_competences" ADD CONSTRAINT "declaration_competences_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_competences" ADD CONSTRAINT "declaration_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_parts" ADD CONSTRAINT "declaration_parts_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gap_totals" ADD CONSTRAINT "gap_totals_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_competences" ADD CONSTRAINT "posting_competences_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_competences" ADD CONSTRAINT "posting_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_competences" ADD CONSTRAINT "programme_competences_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_competences" ADD CONSTRAINT "programme_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gap_totals_cut_idx" ON "gap_totals" USING btree ("run_id","cut","span","key");--> statement-breakpoint
CREATE INDEX "programme_competences_code_idx" ON "programme_competences" USING btree ("competence_code","programme_id");--> statement-breakpoint
CREATE INDEX "repeatable_calls_age_idx" ON "repeatable_calls" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seq_idx" ON "audit_entries" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "audit_actor_idx" ON "audit_entries" USING btree ("actor","id");--> statement-breakpoint
CREATE INDEX "audit_at_idx" ON "audit_entries" USING btree ("at","id");