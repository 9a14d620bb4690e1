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
ALTER TABLE "code_systems" ADD COLUMN "file_name" text;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "sha256" text;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "rows" integer;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "additions" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "arrival" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "imported_by" text;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "imported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "code_systems" ADD COLUMN "previous_id" text;--> statement-breakpoint
ALTER TABLE "crosswalk_links" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "industries" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "industries" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "majors" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "occupations" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "retired" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "retired_in" text;--> statement-breakpoint
ALTER TABLE "catalogue_replacements" ADD CONSTRAINT "catalogue_replacements_system_id_code_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."code_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "catalogue_imports_file_idx" ON "catalogue_imports" USING btree ("kind","sha256");--> statement-breakpoint
CREATE INDEX "catalogue_imports_status_idx" ON "catalogue_imports" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "code_systems_file_idx" ON "code_systems" USING btree ("kind","sha256");--> statement-breakpoint
CREATE INDEX "code_systems_arrival_idx" ON "code_systems" USING btree ("kind","arrival");