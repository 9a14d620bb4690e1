CREATE TABLE "declaration_majors" (
	"declaration_id" text NOT NULL,
	"major_code" text NOT NULL,
	CONSTRAINT "declaration_majors_declaration_id_major_code_pk" PRIMARY KEY("declaration_id","major_code")
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
CREATE TABLE "title_choices" (
	"id" text PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"title" text NOT NULL,
	"occupation_code" text NOT NULL,
	"chosen_by" text NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "open_to_new_graduates" integer;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "internships" integer;--> statement-breakpoint
ALTER TABLE "declarations" ADD COLUMN "job_title" text;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD COLUMN "first_choice_rate" double precision;--> statement-breakpoint
ALTER TABLE "enrolment_reports" ADD COLUMN "registration_rate" double precision;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "job_title" text;--> statement-breakpoint
ALTER TABLE "declaration_majors" ADD CONSTRAINT "declaration_majors_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_majors" ADD CONSTRAINT "declaration_majors_major_code_majors_code_fk" FOREIGN KEY ("major_code") REFERENCES "public"."majors"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting_outcomes" ADD CONSTRAINT "posting_outcomes_posting_id_postings_id_fk" FOREIGN KEY ("posting_id") REFERENCES "public"."postings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_years" ADD CONSTRAINT "school_years_school_id_organisations_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_choices" ADD CONSTRAINT "title_choices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "title_choices" ADD CONSTRAINT "title_choices_occupation_code_occupations_code_fk" FOREIGN KEY ("occupation_code") REFERENCES "public"."occupations"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posting_outcomes_posting_idx" ON "posting_outcomes" USING btree ("posting_id","id");--> statement-breakpoint
CREATE INDEX "school_years_key_idx" ON "school_years" USING btree ("school_id","year","id");--> statement-breakpoint
CREATE INDEX "school_years_year_idx" ON "school_years" USING btree ("year","id");--> statement-breakpoint
CREATE INDEX "title_choices_title_idx" ON "title_choices" USING btree ("organisation_id","title","id");