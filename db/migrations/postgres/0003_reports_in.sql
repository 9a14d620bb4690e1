CREATE TABLE "catalogue_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"content" text NOT NULL,
	"system_id" text NOT NULL,
	"edition" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"additions" boolean NOT NULL,
	"status" text NOT NULL,
	"report" jsonb NOT NULL,
	"rows" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "catalogue_replacements" (
	"kind" text NOT NULL,
	"old_code" text NOT NULL,
	"new_code" text NOT NULL,
	"weight" double precision,
	"system_id" text,
	CONSTRAINT "catalogue_replacements_kind_old_code_new_code_pk" PRIMARY KEY("kind","old_code","new_code")
);
--> statement-breakpoint
CREATE TABLE "declaration_majors" (
	"declaration_id" text NOT NULL,
	"major_code" text NOT NULL,
	CONSTRAINT "declaration_majors_declaration_id_major_code_pk" PRIMARY KEY("declaration_id","major_code")
);
--> statement-breakpoint
CREATE TABLE "filing_events" (
	"id" text PRIMARY KEY NOT NULL,
	"filing_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "filing_lines" (
	"filing_id" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"errors" jsonb NOT NULL,
	"faults" integer NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "filing_lines_filing_id_key_pk" PRIMARY KEY("filing_id","key")
);
--> statement-breakpoint
CREATE TABLE "filings" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"batch_id" text,
	"reason" text,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "import_chunks" (
	"import_id" text NOT NULL,
	"no" integer NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "import_chunks_import_id_no_pk" PRIMARY KEY("import_id","no")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" text NOT NULL,
	"row" integer NOT NULL,
	"valid" boolean NOT NULL,
	"organisation_id" text,
	"programme_id" text,
	"report" jsonb,
	"cells" jsonb NOT NULL,
	"problems" jsonb,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"organisation_id" text,
	"filename" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"request_id" text,
	"sheet" text,
	"columns" jsonb,
	"rows" integer,
	"valid_rows" integer,
	"warnings" integer,
	"errors" integer,
	"notices" jsonb,
	"failure" jsonb,
	"checked_at" timestamp (3) with time zone,
	"mode" text,
	"confirmed_by" text,
	"confirmed_at" timestamp (3) with time zone,
	"batch_id" text,
	"imported_rows" integer,
	"imported_at" timestamp (3) with time zone,
	"undone_by" text,
	"undone_at" timestamp (3) with time zone,
	"file_key" text,
	"lease_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posting_outcomes" (
	"id" text PRIMARY KEY NOT NULL,
	"posting_id" text NOT NULL,
	"outcome" text NOT NULL,
	"unit" text DEFAULT 'persons' NOT NULL,
	"filled" integer NOT NULL,
	"closed_on" text NOT NULL,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"account_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "school_years" (
	"id" text PRIMARY KEY NOT NULL,
	"school_id" text NOT NULL,
	"year" integer NOT NULL,
	"full_time_teachers" integer NOT NULL,
	"teacher_posts" integer,
	"professional_teachers" integer,
	"dual_qualified_teachers" integer,
	"part_time_teachers" integer,
	"training_person_times" integer,
	"practice_base_area" double precision,
	"practice_places" integer,
	"equipment_value" double precision,
	"simulated" boolean NOT NULL,
	"source" text NOT NULL,
	"batch_id" text,
	"reported_by" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"account_id" text PRIMARY KEY NOT NULL,
	"secret_sealed" text NOT NULL,
	"last_period" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "title_choices" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"title" text NOT NULL,
	"occupation_code" text NOT NULL,
	"chosen_by" text NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "one_time_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "personal_key" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "file_name" text;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "sha256" text;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "rows" integer;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "additions" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "arrival" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "imported_by" text;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "imported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "previous_id" text;--> statement-breakpoint
ALTER TABLE "crosswalk_links" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "open_to_new_graduates" integer;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "internships" integer;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "job_title" text;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD COLUMN "first_choice_rate" double precision;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD COLUMN "registration_rate" double precision;--> statement-breakpoint
ALTER TABLE "industries" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "industries" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "majors" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "memberships" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "occupations" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "job_title" text;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "rule_overrides" ADD COLUMN "version" integer;--> statement-breakpoint
ALTER TABLE "catalogue_replacements" ADD CONSTRAINT "catalogue_replacements_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_majors" ADD CONSTRAINT "declaration_majors_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_majors" ADD CONSTRAINT "declaration_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filing_events" ADD CONSTRAINT "filing_events_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filing_lines" ADD CONSTRAINT "filing_lines_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_outcomes" ADD CONSTRAINT "posting_outcomes_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_years" ADD CONSTRAINT "school_years_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_choices" ADD CONSTRAINT "title_choices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_choices" ADD CONSTRAINT "title_choices_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalogue_imports_file_idx" ON "catalogue_imports" USING btree ("kind","sha256");--> statement-breakpoint
CREATE INDEX "catalogue_imports_status_idx" ON "catalogue_imports" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "filing_events_filing_idx" ON "filing_events" USING btree ("filing_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "filings_organisation_idx" ON "filings" USING btree ("organisation_id","kind","year");--> statement-breakpoint
CREATE INDEX "filings_year_idx" ON "filings" USING btree ("kind","year","state","id");--> statement-breakpoint
CREATE INDEX "import_rows_problems_idx" ON "import_rows" USING btree ("import_id","row") WHERE problems is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "imports_file_idx" ON "imports" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "imports_organisation_idx" ON "imports" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "imports_state_idx" ON "imports" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "imports_content_idx" ON "imports" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "posting_outcomes_posting_idx" ON "posting_outcomes" USING btree ("posting_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_codes_idx" ON "recovery_codes" USING btree ("account_id","code_hash");--> statement-breakpoint
CREATE INDEX "school_years_key_idx" ON "school_years" USING btree ("school_id","year","id");--> statement-breakpoint
CREATE INDEX "school_years_year_idx" ON "school_years" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "title_choices_title_idx" ON "title_choices" USING btree ("organisation_id","title","id");--> statement-breakpoint
CREATE INDEX "code_systems_file_idx" ON "code_systems" USING btree ("kind","sha256");--> statement-breakpoint
CREATE INDEX "code_systems_arrival_idx" ON "code_systems" USING btree ("kind","arrival");--> statement-breakpoint
CREATE INDEX "declarations_batch_idx" ON "declarations" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "destination_reports_batch_idx" ON "destination_reports" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "enrolment_reports_batch_idx" ON "enrolment_reports" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "intake_plans_batch_idx" ON "intake_plans" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "postings_batch_idx" ON "postings" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "projects_batch_idx" ON "projects" USING btree ("batch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_overrides_version_idx" ON "rule_overrides" USING btree ("rule_id","version");