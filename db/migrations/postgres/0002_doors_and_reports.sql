CREATE TABLE "account_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"account_id" text NOT NULL,
	"membership_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"idle_expires_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"user_agent" text NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"display_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"status" text NOT NULL,
	"failed_count" integer NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"must_change_password" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"password_changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "inflows" (
	"id" text PRIMARY KEY NOT NULL,
	"region_code" text NOT NULL,
	"major_code" text NOT NULL,
	"year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"persons" integer NOT NULL,
	"reason" text NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"label" text NOT NULL,
	"organisation_id" text,
	"role" text NOT NULL,
	"manager" boolean NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"used_by" text,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"organisation_id" text,
	"role" text NOT NULL,
	"manager" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
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
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"name" text NOT NULL,
	"occupation_code" text NOT NULL,
	"commissioning_year" integer NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"planned_headcount" integer NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
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
ALTER TABLE "api_keys" ADD COLUMN "scopes" jsonb;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "membership_id" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "seq" integer;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "flags" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "gaps" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "status" text DEFAULT 'verified' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "status_reason" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "status_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "run_series" ADD COLUMN "enterprises" integer;--> statement-breakpoint
ALTER TABLE "run_series" ADD COLUMN "suppressed" text;--> statement-breakpoint
ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_sessions" ADD CONSTRAINT "account_sessions_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_competences" ADD CONSTRAINT "declaration_competences_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_competences" ADD CONSTRAINT "declaration_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_parts" ADD CONSTRAINT "declaration_parts_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gap_totals" ADD CONSTRAINT "gap_totals_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inflows" ADD CONSTRAINT "inflows_region_code_regions_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."regions"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inflows" ADD CONSTRAINT "inflows_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_used_by_accounts_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_competences" ADD CONSTRAINT "posting_competences_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_competences" ADD CONSTRAINT "posting_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_competences" ADD CONSTRAINT "programme_competences_programme_id_programmes_id_fk" FOREIGN KEY ("programme_id") REFERENCES "public"."programmes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programme_competences" ADD CONSTRAINT "programme_competences_competence_code_competences_code_fk" FOREIGN KEY ("competence_code") REFERENCES "public"."competences"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_sessions_secret_idx" ON "account_sessions" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "account_sessions_account_idx" ON "account_sessions" USING btree ("account_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_login_idx" ON "accounts" USING btree ("login");--> statement-breakpoint
CREATE INDEX "gap_totals_cut_idx" ON "gap_totals" USING btree ("run_id","cut","span","key");--> statement-breakpoint
CREATE INDEX "inflows_key_idx" ON "inflows" USING btree ("region_code","major_code","year","id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token_idx" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_organisation_idx" ON "invitations" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_standing_idx" ON "memberships" USING btree ("account_id","organisation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "memberships_organisation_idx" ON "memberships" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "programme_competences_code_idx" ON "programme_competences" USING btree ("competence_code","programme_id");--> statement-breakpoint
CREATE INDEX "projects_key_idx" ON "projects" USING btree ("organisation_id","name","occupation_code","id");--> statement-breakpoint
CREATE INDEX "repeatable_calls_age_idx" ON "repeatable_calls" USING btree ("created_at");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_membership_id_memberships_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."memberships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_membership_idx" ON "api_keys" USING btree ("membership_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seq_idx" ON "audit_entries" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "audit_actor_idx" ON "audit_entries" USING btree ("actor","id");--> statement-breakpoint
CREATE INDEX "audit_at_idx" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "organisations_status_idx" ON "organisations" USING btree ("status","id");