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
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_problems_idx" ON "import_rows" USING btree ("import_id","row") WHERE problems is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "imports_file_idx" ON "imports" USING btree ("file_key");--> statement-breakpoint
CREATE INDEX "imports_organisation_idx" ON "imports" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "imports_state_idx" ON "imports" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "imports_content_idx" ON "imports" USING btree ("sha256");