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
ALTER TABLE "filing_events" ADD CONSTRAINT "filing_events_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filing_lines" ADD CONSTRAINT "filing_lines_filing_id_filings_id_fk" FOREIGN KEY ("filing_id") REFERENCES "public"."filings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filings" ADD CONSTRAINT "filings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "filing_events_filing_idx" ON "filing_events" USING btree ("filing_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "filings_organisation_idx" ON "filings" USING btree ("organisation_id","kind","year");--> statement-breakpoint
CREATE INDEX "filings_year_idx" ON "filings" USING btree ("kind","year","state","id");